# What is wrong with the rows of 08-lookup-ohlc, given as an array; nothing if the result is empty.
# $started and $ended are when the run was, in seconds since 1970.

def triangle($x; $peak): ($x % (2 * $peak)) - $peak | if . < 0 then -. else . end;

# The price of the coin of some rank, in ticks above its base (docs/demo-api.md).
def ticks($second; $rank): triangle($second + 60 * $rank; 900) + 2 * triangle($second; 7);

def pairs:
  [{symbol: "BTC-USDT", rank: 1, base: 600000, tick: 10}, {symbol: "ETH-USDT", rank: 2, base: 300000, tick: 100}];

# The candle of a minute: the prices of its sixty seconds, the quantities of its 240 trades.
def candle($start):
  . as $pair
  | [range($start; $start + 60) | ($pair.base + ticks(.; $pair.rank)) / $pair.tick] as $prices
  | {start_time: ($start | todateiso8601 | .[:19] + ".000000"),
     open: $prices[0], high: ($prices | max), low: ($prices | min), close: $prices[59],
     volume: ([range(4 * ($start - 1577836800); 4 * ($start - 1577836740)) | 1 + 7 * . % 100] | add / 1000)};

def ticker($second):
  (.base + ticks($second; .rank)) as $price
  | {symbol, buy: (($price - 1) / .tick), sell: (($price + 1) / .tick)};

# The rows of a poll: each pair with the two minutes before it, the newer one first. The answer with the tickers came in the
# minute of the poll, or soon after that.
def poll:
  map(del(.symbol, .buy, .sell)) as $candles
  | map({symbol, buy, sell}) as $tickers
  | (.[0].start_time[:19] + "Z" | fromdateiso8601) as $newer
  | $newer % 60 == 0
    and $candles == [pairs[] | candle($newer), candle($newer - 60)]
    and any(range([$newer + 60, $started] | max; [$newer + 130, $ended + 1] | min);
      . as $second | $tickers == [pairs[] | ticker($second) | ., .]);

if length != 8 then ["\(length) rows, expected two candles for each of two pairs, in two polls"]
else [.[:4], .[4:] | select(any(.start_time == null) or (poll | not)) | "not what the demo API says in the minute of a poll: \(tojson)"]
end
