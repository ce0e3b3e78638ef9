# What is wrong with the rows of 09-lookup-post-batch, given as an array; nothing if the result is empty.

# What the catalogue has; no water (docs/demo-api.md).
def catalogue:
  {cocoa: {name: "Cocoa powder", grams: 200}, coffee: {name: "Ground coffee", grams: 250},
   juice: {name: "Orange juice", grams: 1000}, tea: {name: "Tea, 25 bags", grams: 50}};

# The row of an order, in a poll whose orders are of some different items: all of them are asked for by one request.
def row($items):
  ["coffee", "tea", "cocoa", "juice", "water"][.id % 5] as $item
  | (.id % 3 + 1) as $quantity
  | {poll, id, $item, $quantity}
    + (catalogue[$item]
       | if . == null then {name: null, grams: null, asked: null}
         else {name, grams: ($quantity * .grams), asked: $items} end);

# What is wrong with a poll; rows keep their places although they wait for answers, and the shop lists the newest order first.
def poll($number):
  map(select(.poll == $number))
  | (map(.id % 5) | unique | length) as $items
  | if $items == 0 then ["no order in poll \($number)"]
    elif map(.id) != (map(.id) | sort | reverse) then ["poll \($number) is not in the order of the shop"]
    else map(select(. != row($items)) | "found \(tojson), expected \(row($items) | tojson)") end;

if length == 0 then ["no order"]
else
  map(.id) as $ids
  | map(.poll) as $polls
  | poll(1) + poll(2) + poll(3)
  + (if $polls == ($polls | sort) and ($polls | unique) == [1, 2, 3] then []
     else ["expected the orders of three polls, poll by poll: \($polls | tojson)"] end)
  + (if ($ids | unique | length) == ($ids | length) then [] else ["an order came twice"] end)
  # Orders whose number ends in 7 are listed late, the last of them after the run.
  + ([range($ids | min; ($ids | max) + 1) | select(. % 10 != 7)] - $ids | map("order \(.) is missing"))
end
