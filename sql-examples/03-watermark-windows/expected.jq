# What is wrong with the rows of 03-watermark-windows, given as an array; nothing if the result is empty.

def triangle($x; $peak): ($x % (2 * $peak)) - $peak | if . < 0 then -. else . end;

# The price of a trade of bitcoins by its number, in dollars (docs/demo-api.md).
def price:
  (1577836800 + (. / 4 | floor)) as $second
  | (600000 + triangle($second + 60; 900) + 2 * triangle($second; 7) + . % 3 - 1) / 10;

# Seconds since 1970, with a fraction.
def seconds: (.[:19] + "Z" | fromdateiso8601) + (.[19:23] | if test("^[.][0-9]+$") then tonumber else 0 end);

def complaint:
  [range(.first_id; .last_id + 1) | price] as $prices
  | (.window_start | seconds) as $start
  | (.window_end | seconds) as $until
  | (.fetched_at | seconds) as $fetched
  | (.closed_at | seconds) as $closed
  | if $until - $start != 5 or $start % 5 != 0 then "not a window of five seconds"
    elif $fetched < $start or $fetched >= $until then "not fetched in its window"
    elif .trades != 100 or .last_id - .first_id != 99 then "not the hundred trades of one poll"
    elif 1577836800 + .last_id / 4 > $fetched then "a trade of the future"
    elif (.low | tonumber) != ($prices | min) then "its lowest price is not \($prices | min)"
    elif (.high | tonumber) != ($prices | max) then "its highest price is not \($prices | max)"
    elif (.volume | tonumber) != 5.05 then "a hundred trades are 5.05 coins"
    elif $closed < $until then "closed before its end"
    elif $closed >= $fetched + 30 then "closed by the next poll, not by time"
    else null end;

if length == 0 then ["no window"] else map(complaint as $c | select($c) | "\($c): \(tojson)") end
