# What is wrong with the rows of 17-secrets, given as an array; nothing if the result is empty.

def account($currency; $balance): {currency: $currency, type: "trade", balance: $balance};

# The demo key's trading accounts (docs/demo-api.md).
[account("BTC"; "0.75000000"),
 account("ETH"; "12.00000000"),
 account("USDT"; "25000.00000000")] as $expected
| if . == $expected then [] else ["found \(tojson), expected \($expected | tojson)"] end
