# What is wrong with the rows of 04-incremental, given as an array; nothing if the result is empty.

# Seconds since 1970, with a fraction.
def seconds: (.[:19] + "Z" | fromdateiso8601) + (.[19:23] | if test("^[.][0-9]+$") then tonumber else 0 end);

def close_to($expected): tonumber - $expected | . < 0.000001 and . > -0.000001;

# Whether an order is as the demo API computes it (docs/demo-api.md).
def order:
  ((100 + .id % 400) / 100 * .quantity) as $total
  | (.placed_at | seconds) == 1577836800 + .id / 4
    and .item == ["coffee", "tea", "cocoa", "juice", "water"][.id % 5]
    and .quantity == .id % 3 + 1
    and (.total | close_to($total));

# What a poll missed or could not know. Its first order is the newest, and orders whose number ends in 7 come
# two seconds, which are eight orders, late; a second more may pass between a poll's pages.
def poll($rows; $number):
  ($rows | map(select(.poll == $number) | .id)) as $ids
  | ($rows | map(select(.poll <= $number) | .id)) as $known
  | ([$rows[] | select(.poll == 1) | .id] | min) as $first
  | (if $ids[0] != ($ids | max) or $ids[0] != ($known | max)
     then ["poll \($number) does not start with the newest order"] else [] end)
    + [$ids[] | select(. % 10 == 7 and $ids[0] - . < 4) | "order \(.) is not reported yet in poll \($number)"]
    # The run may end within its last poll.
    + if $number == $rows[-1].poll then []
      else [range($first; $ids[0] + 1) | select(. % 10 != 7 or $ids[0] - . >= 8)]
           - $known | map("order \(.) is missing after poll \($number)")
      end;

. as $rows
| [.[] | select(order | not) | "not an order as the demo API computes it: \(tojson)"]
  + (group_by(.id) | map(select(length > 1) | "order \(.[0].id) came \(length) times"))
  + (map(.poll) as $polls
     | if $polls[0] == 1 and $polls == ($polls | sort) and ($polls | unique | length) > 2 then []
       else ["expected the orders of three polls or more, poll by poll: \($polls | tojson)"] end)
  + [(map(.poll) | unique)[] as $number | poll($rows; $number)[]]
