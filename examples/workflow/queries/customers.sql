SELECT count(*) AS customers
FROM customers
WHERE country = '${country}'
