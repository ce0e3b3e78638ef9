# What is wrong with the rows of 11-mini-batches, given as an array; nothing if the result is empty.
# $started and $ended are when the run was, in seconds since 1970.

def triangle($x; $peak): ($x % (2 * $peak)) - $peak | if . < 0 then -. else . end;

# The bid for the coin of some rank, in ticks above its base (docs/demo-api.md).
def ticks($rank): triangle(. + 60 * $rank; 900) + 2 * triangle(.; 7) - 1;

def bitcoin: (600000 + ticks(1)) / 10;
def ether: (300000 + ticks(2)) / 100;

# Seconds since 1970, with a fraction.
def seconds: (.[:19] + "Z" | fromdateiso8601) + (.[19:23] | if test("^[.][0-9]+$") then tonumber else 0 end);

# What batches there are of the rows of six polls: each poll has a bitcoin and an ether.
def complaint($kind; $all):
  . as $batches
  | (map(.seconds | length)) as $lengths
  | if ($batches | map(.seconds) | add) != $all then "not the rows of the polls, each in one batch"
    elif any($batches[]; .batches != $kind) then "not \($kind)"
    elif ($batches | map(.n)) != $lengths then "not the number of rows"
    elif any(range($batches | length);
             . as $i
             | ($lengths[:$i] | add // 0) as $first
             | [range($first; $first + $lengths[$i])] as $places
             | ([$places[] | select(. % 2 == 0) | $all[.] | bitcoin] | max) as $highest
             | ([$places[] | select(. % 2 == 1) | $all[.] | ether] | min) as $lowest
             | ($batches[$i].highest | tonumber) != $highest or ($batches[$i].lowest | tonumber) != $lowest)
    then "not the bids of these seconds"
    elif $kind == "count" and $lengths != [5, 5, 2] then "not five rows each, and the rest"
    elif $kind == "poll" and map([.poll, .n]) != [range(1; 7) | [., 2]] then "not a poll each"
    elif $kind == "fixed"
         and (any($batches[]; (.since | seconds / 2 | floor) != (.until | seconds / 2 | floor))
              or (map(.since | seconds / 2 | floor) | . != unique))
    then "not by the clock's two seconds"
    elif $kind == "relaxed"
         and (any($batches[]; (.until | seconds) - (.since | seconds) >= 2)
              or any(range(1; $batches | length); ($batches[.].since | seconds) - ($batches[. - 1].since | seconds) < 2))
    then "not two seconds from a batch's first row on"
    else null end;

. as $rows
| (map(select(."$query" == 4) | .seconds) | add) as $all
| if ($all | length) != 12 then ["\($all | length) rows in batches by poll, expected 12"]
  elif any(range(6); $all[2 * .] != $all[2 * . + 1]) then ["a poll of two seconds"]
  elif any(range(5); $all[2 * .] > $all[2 * . + 2]) then ["polls out of order"]
  elif $all[0] < $started - 1 or $all[11] > $ended + 1 then ["not the seconds of the run"]
  else
    [["count", "fixed", "relaxed", "poll"] | to_entries[]
     | .key as $i | .value as $kind
     | [$rows[] | select(."$query" == $i + 1)] | complaint($kind; $all) as $c
     | select($c) | "\($kind): \($c): \(tojson)"]
    + [$rows[] | select(."$query" | . < 1 or . > 4) | "no such query: \(tojson)"]
  end
