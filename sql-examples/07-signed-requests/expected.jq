# What is wrong with the rows of 07-signed-requests, given as an array; nothing if the result is empty.

def account($currency; $balance; $available; $holds):
  {currency: $currency, type: "trade", balance: $balance, available: $available, holds: $holds};

# The demo key's trading accounts (docs/demo-api.md).
[account("BTC"; "0.75000000"; "0.50000000"; "0.25000000"),
 account("ETH"; "12.00000000"; "10.00000000"; "2.00000000"),
 account("USDT"; "25000.00000000"; "24000.00000000"; "1000.00000000")] as $expected
| if . == $expected then [] else ["found \(tojson), expected \($expected | tojson)"] end
