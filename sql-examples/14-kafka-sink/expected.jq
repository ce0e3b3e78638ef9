# What is wrong with the rows of 14-kafka-sink, given as an array; nothing if the result is empty.
# $started and $ended are when the run was, in seconds since 1970.

def triangle($x; $peak): ($x % (2 * $peak)) - $peak | if . < 0 then -. else . end;

# The price of the coin of some rank, in ticks above its base (docs/demo-api.md).
def ticks($second; $rank): triangle($second + 60 * $rank; 900) + 2 * triangle($second; 7);

def row($symbol; $price; $tick):
  {symbolName: $symbol, buy: (($price - 1) / $tick), sell: (($price + 1) / $tick)};

# The two rows of a poll whose request came in a second.
def poll($second):
  [row("BTC-USDT"; 600000 + ticks($second; 1); 10), row("ETH-USDT"; 300000 + ticks($second; 2); 100)];

[range($started; $ended + 1) | poll(.)] as $polls
| if length < 4 or length % 2 != 0 then
    ["\(length) rows, expected two for each of two polls or more"]
  else
    [range(0; length; 2) as $i | .[$i:$i + 2] | . as $pair
     | select(all($polls[]; . != $pair))
     | "not what the demo API says in any second of the run: \(tojson)"]
  end
