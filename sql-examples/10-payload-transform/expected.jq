# What is wrong with the rows of 10-payload-transform, given as an array; nothing if the result is empty.
# $started and $ended are when the run was, in seconds since 1970.

def triangle($x; $peak): ($x % (2 * $peak)) - $peak | if . < 0 then -. else . end;

# The price of the coin of some rank, in ticks above its base (docs/demo-api.md).
def ticks($second; $rank): triangle($second + 60 * $rank; 900) + 2 * triangle($second; 7);

# Each class with its dearest pair. The mean of the spreads, which are two ticks: of 150 made-up coins, LINK and LTC; of 90 of them, XRP, ADA,
# DOGE and TRX; of BTC, ETH, BNB and SOL.
def classes:
  [{price_class: "below 1", pairs: 94, mean_spread: "0.00001962", dearest: "DEMO161-USDT", rank: 161, base: 99000, tick: 100000},
   {price_class: "below 100", pairs: 152, mean_spread: "0.00016447", dearest: "LTC-USDT", rank: 10, base: 7000, tick: 100},
   {price_class: "100 and more", pairs: 4, mean_spread: "0.06050000", dearest: "BTC-USDT", rank: 1, base: 600000, tick: 10}];

def bid($second): (.base + ticks($second; .rank) - 1) / .tick;

# All rows of a poll are of the same second.
def poll($id):
  . as $rows
  | ($rows | map(.highest_bid | tonumber * 100000 | round)) as $bids
  | ($rows | map(del(.highest_bid))) == (classes | map({fetch_id: $id, quote: "USDT", price_class, pairs, mean_spread, dearest}))
    and any(range($started - 1; $ended + 1); . as $second | $bids == (classes | map(bid($second) * 100000 | round)));

if length != 6 then ["\(length) rows, expected three classes in each of two polls"]
else [.[:3], .[3:]]
  | [(.[0] | select(poll(1) | not)), (.[1] | select(poll(2) | not))
     | "not what the demo API says in a second of the run: \(tojson)"]
end
