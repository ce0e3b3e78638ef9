# What is wrong with the rows of 12-duckdb-table, given as an array; nothing if the result is empty.
# $started and $ended are when the run was, in seconds since 1970.

def triangle($x; $peak): ($x % (2 * $peak)) - $peak | if . < 0 then -. else . end;

# The price of the coin of some rank, in ticks above its base (docs/demo-api.md).
def ticks($second; $rank): triangle($second + 60 * $rank; 900) + 2 * triangle($second; 7);

# Each class with the coin of the highest price: LTC and BTC.
def classes:
  [{price_class: "below 100", pairs: 152, rank: 10, base: 7000, tick: 100},
   {price_class: "100 and more", pairs: 4, rank: 1, base: 600000, tick: 10}];

def bid($second): (.base + ticks($second; .rank) - 1) / .tick;

# All rows are of the same second.
map(.highest_bid | tonumber * 100 | round) as $bids
| if map(del(.highest_bid)) != (classes | map({price_class, pairs})) then
    ["expected the classes with their numbers of pairs, found \(tojson)"]
  elif any(range($started - 1; $ended + 1); . as $second | $bids == (classes | map(bid($second) * 100 | round))) then
    []
  else
    ["not what the demo API says in a second of the run: \(tojson)"]
  end
