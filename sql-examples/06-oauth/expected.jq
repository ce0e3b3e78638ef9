# What is wrong with the rows of 06-oauth, given as an array; nothing if the result is empty.
# $started and $ended are when the run was, in seconds since 1970.

def seconds: .[:19] + "Z" | fromdateiso8601;

# The three invoices of a second, by a token that lives four seconds (docs/demo-api.md).
def poll:
  (.[0].as_of | seconds) as $second
  | (.[0].token_issued_at | seconds) as $issued
  | . as $rows
  | $second >= $started and $second <= $ended
    and $issued <= $second and $second < $issued + 4
    and length == 3
    and all(range(3);
      . as $i | $rows[$i] == {number: "INV-\($i + 1)", amount: (100 * ($i + 1) + $second % 60), currency: "EUR",
                              as_of: $rows[0].as_of, token_issued_at: $rows[0].token_issued_at});

[range(0; length; 3) as $i | .[$i:$i + 3]] as $polls
| (if ($polls | length) == 7 then [] else ["\($polls | length) polls, expected 7"] end)
  + [$polls[] | select(poll | not) | "not the invoices that the demo API gives for a fresh token: \(tojson)"]
  + (if (map(.token_issued_at) | unique | length) > 1 then [] else ["all polls had one token"] end)
