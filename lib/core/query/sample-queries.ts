/** The queries of the documented examples, word for word. Their `your_table` is one of the sample tables. */
export const SAMPLE_QUERIES: readonly { readonly name: string; readonly database: string; readonly sql: string }[] = [
  {
    name: 'Sample: minimum required fields',
    database: 'sample_datasets',
    sql: `SELECT
  'add_to_cart' AS event_name
  ,'app_android' AS action_source
  ,now() AS event_time
  ,'801470028' AS event_id
  ,'some_one@mail.com' AS em
FROM
  your_table`,
  },
  {
    name: 'Sample: array of strings',
    database: 'sample_datasets',
    sql: `SELECT
  'add_to_cart' AS event_name
  ,'app_android' AS action_source
  ,now() AS event_time
  ,'59930360' AS event_id
  ,'some_one@mail.com' AS em
  ,'another_one@gmail.com' AS em_1
  ,'or123' AS order_id
  ,'cook' AS search_string
  ,'item 1' AS item_id_1
  ,'10.4' AS item_price_1
  ,20 AS item_quantity_1
  ,'basket' AS item_name_2
  ,'cat ' AS item_category_2
  ,'tiny' AS item_brand_2
FROM
  your_table`,
  },
];
