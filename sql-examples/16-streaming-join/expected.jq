# What is wrong with the rows of 16-streaming-join, given as an array; nothing if the result is empty.
# $started and $ended are when the run was, in seconds since 1970.

def triangle($x; $peak): ($x % (2 * $peak)) - $peak | if . < 0 then -. else . end;

# The price of bitcoins in a second, in ticks (docs/demo-api.md).
def ticks: 600000 + triangle(. + 60; 900) + 2 * triangle(.; 7);

# The price of a trade by its number.
def price: ((1577836800 + (. / 4 | floor) | ticks) + . % 3 - 1) / 10;

def seconds: .[:19] + "Z" | fromdateiso8601;

def complaint:
  (.quoted_at | seconds) as $quoted
  | [range(4 * ($quoted - 2 - 1577836800); 4 * ($quoted - 1577836800) + 1)] as $trades
  | if .name != "Bitcoin" then "not the name of the coin"
    elif $quoted < $started or $quoted > $ended then "not a quote of the run"
    elif .buy != (($quoted | ticks) - 1) / 10 or .sell != (($quoted | ticks) + 1) / 10 then "not the quote of its second"
    elif .trades != ($trades | length) or .first_id != $trades[0] or .last_id != $trades[-1]
    then "not the trades of the two seconds before the quote"
    elif .low != ([$trades[] | price] | min) or .high != ([$trades[] | price] | max) then "not the prices of the trades"
    # The answer came in the minute of the poll, or soon after that.
    elif .start_at % 60 != 0 or $quoted < .start_at + 60 or $quoted >= .start_at + 130 then "not the last whole minute"
    elif .open != (.start_at | ticks) / 10 or .close != (.start_at + 59 | ticks) / 10 then "not the candle of that minute"
    else null end;

if length != 3 then ["\(length) rows, expected those of three quotes"]
elif map(.quoted_at) != (map(.quoted_at) | unique) then ["quotes out of order: \(tojson)"]
else map(complaint as $c | select($c) | "\($c): \(tojson)") end
