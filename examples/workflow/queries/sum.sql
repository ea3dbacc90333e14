SELECT sum(customers) AS customers
FROM (
  SELECT customers FROM customers_jp
  UNION ALL
  SELECT customers FROM customers_us
  UNION ALL
  SELECT customers FROM customers_de
)
