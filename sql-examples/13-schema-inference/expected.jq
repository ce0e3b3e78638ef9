# What is wrong with the rows of 13-schema-inference, given as an array; nothing if the result is empty.
# $started and $ended are when the run was, in seconds since 1970.

def triangle($x; $peak): ($x % (2 * $peak)) - $peak | if . < 0 then -. else . end;

# The price of the coin of some rank (docs/demo-api.md).
def price($second; $rank):
  (triangle($second + 60 * $rank; 900) + 2 * triangle($second; 7)) as $ticks
  | [[600000, 10], [300000, 100], [60000, 100]][$rank - 1]
  | (.[0] + $ticks) / .[1];

def same($expected): . - $expected | . < 0.000001 and . > -0.000001;

# The second of a time, if the run was on then; else none.
def second:
  .[:19] + "Z" | fromdateiso8601 | select($started - 1 <= . and . <= $ended + 1);

def coin($rank):
  ."$query" == 1 and .market_cap_rank == $rank and .id == ["bitcoin", "ethereum", "bnb"][$rank - 1]
    and (.current_price as $found | any(.last_updated | second; price(.; $rank) as $price | $found | same($price)));

def market:
  ."$query" == 2 and .coins == 250 and .dearest == "Bitcoin" and .fetch_id == 1
    and (.highest_price as $found | any(.as_of | second; price(.; 1) as $price | $found | same($price)));

map(select(has("current_price"))) as $coins
| map(select(has("highest_price"))) as $market
| (if ($coins | length) == 3 then [] else ["\($coins | length) coins, expected 3"] end)
  + [range($coins | length) as $i | $coins[$i] | select(coin($i + 1) | not)
     | "not a coin as the demo API computes it: \(tojson)"]
  + (if ($market | length) == 1 then [] else ["\($market | length) rows of the market, expected 1"] end)
  + [$market[] | select(market | not) | "not the market as the demo API computes it: \(tojson)"]
