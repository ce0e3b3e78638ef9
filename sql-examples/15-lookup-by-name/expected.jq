# What is wrong with the rows of 15-lookup-by-name, given as an array; nothing if the result is empty.
# $started and $ended are when the run was, in seconds since 1970.

def triangle($x; $peak): ($x % (2 * $peak)) - $peak | if . < 0 then -. else . end;

# The price of the coin of some rank, in ticks above its base (docs/demo-api.md).
def ticks($second; $rank): triangle($second + 60 * $rank; 900) + 2 * triangle($second; 7);

def pairs:
  [{symbol: "BTC-USDT", rank: 1, base: 600000, tick: 10}, {symbol: "ETH-USDT", rank: 2, base: 300000, tick: 100}];

def micros: todateiso8601 | .[:19] + ".000000";

# The candle of a minute: the prices of its sixty seconds, the quantities of its 240 trades.
def candle($start):
  . as $pair
  | [range($start; $start + 60) | ($pair.base + ticks(.; $pair.rank)) / $pair.tick] as $prices
  | {start_time: ($start | micros), end_time: ($start + 60 | micros),
     open: $prices[0], high: ($prices | max), low: ($prices | min), close: $prices[59],
     volume: ([range(4 * ($start - 1577836800); 4 * ($start - 1577836740)) | 1 + 7 * . % 100] | add / 1000)};

# The two rows of a pair in the poll of some second: the best bid and ask, and the two minutes before the poll, the newer one first.
def rows($poll; $answered):
  . as $pair
  | ($poll - $poll % 60) as $minute
  | {symbol, buy: ((.base + ticks($answered; .rank) - 1) / .tick), spread: (2 / .tick),
     trigger_time_ms: ($poll | todateiso8601 | .[:19] + ".000"), start_at: ($minute - 120), end_at: $minute} as $asked
  | $asked + ($pair | candle($minute - 60)), $asked + ($pair | candle($minute - 120));

# The rows of a poll, whose answer came in the second of the poll or soon after it.
def poll:
  (.[0].trigger_time_ms[:19] + "Z" | fromdateiso8601) as $poll
  | map(.spread |= tonumber) as $found
  | $poll >= $started - 1 and $poll <= $ended
    and any(range($poll; [$poll + 60, $ended + 1] | min); . as $second | $found == [pairs[] | rows($poll; $second)]);

if length != 8 then ["\(length) rows, expected two candles for each of two pairs, in two polls"]
else [.[:4], .[4:] | select(poll | not) | "not what the demo API says of a poll: \(tojson)"]
end
