# What is wrong with the rows of 02-pagination, given as an array; nothing if the result is empty.

def triangle($x; $peak): ($x % (2 * $peak)) - $peak | if . < 0 then -. else . end;

# The price of the coin of some rank (docs/demo-api.md).
def price($second; $rank):
  (triangle($second + 60 * $rank; 900) + 2 * triangle($second; 7)) as $ticks
  | if $rank <= 10 then
      [[600000, 10], [300000, 100], [60000, 100], [150000, 1000], [50000, 100000],
       [40000, 100000], [100000, 1000000], [120000, 1000000], [14000, 1000], [7000, 100]][$rank - 1]
    else [1000 * (260 - $rank), 100000] end
  | (.[0] + $ticks) / .[1];

def second: .[:19] + "Z" | fromdateiso8601;

# The minute in which a trade happened, in minutes since 2020.
def minute: . / 240 | floor;

def close_to($expected): tonumber - $expected | . < 0.000001 and . > -0.000001;

def sum(f): reduce .[] as $x (0; . + ($x | f));

def coins_page($page):
  ($page * 100 + 1) as $first
  | ([250, $first + 99] | min) as $last
  | (.as_of | second) as $second
  | .page == $page and .records == $last - $first + 1 and .lowest == $first and .highest == $last
    and (.total | close_to([range($first; $last + 1)] | sum(price($second; .))));

def trades_page($newest; $page; $pages):
  ($newest - 50 * $page) as $last
  | .page == $page and .records == 50 and .highest == $last and .lowest == $last - 49
    and (.total | close_to([range($last - 49; $last + 1)] | sum((1 + 7 * . % 100) / 1000)))
    and (.as_of | second) == 1577836800 + ($last / 4 | floor)
    and ((.lowest | minute) != (.highest | minute)) == ($page == $pages - 1);

def pages($source): map(select(.source == $source)) | sort_by(.page);

pages("coins") as $coins
| pages("trades") as $trades
| (if ($coins | length) == 3 then [] else ["\($coins | length) pages of coins, expected 3"] end)
  + (if ($trades | length) > 0 then [] else ["no page of trades"] end)
  + [range($coins | length) as $page
     | $coins[$page] | select(coins_page($page) | not)
     | "not a page of coins as the demo API computes it: \(tojson)"]
  + [range($trades | length) as $page
     | $trades[$page] | select(trades_page($trades[0].highest; $page; $trades | length) | not)
     | "not a page of trades as the demo API computes it: \(tojson)"]
