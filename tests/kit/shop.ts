/** A small shop: tables of customers, their loyalty cards and orders, and the parent segment that joins them. */

export const SHOP_TABLES: Readonly<Record<string, readonly string[]>> = {
  customers: [
    'id,email,status',
    '1,a@b.test,active',
    '2,c@d.test,active',
    '3,e@f.test,closed',
    '4,,active',
    '4,g@h.test,active',
  ],
  loyalty: ['member,tier,points', '1,gold,10', '1,silver,20', '2,bronze,x', '9,gold,30'],
  orders: [
    'customer,total,ordered_at',
    '1,5.50,2026-11-01T00:00:00Z',
    '1,7,1796000000',
    '4,1,2026-11-02',
    '8,2,2026-11-03',
  ],
};

export const SHOP = {
  name: 'Shop',
  master: { database: 'shop', table: 'customers', key: 'id', filters: [{ column: 'status', values: ['active'] }] },
  attributes: [
    {
      name: 'Loyalty',
      source: { database: 'shop', table: 'loyalty' },
      join: { parentKey: 'id', childKey: 'member' },
      columns: [{ column: 'tier' }, { column: 'points', name: 'loyalty_points', type: 'number' }],
    },
  ],
  behaviors: [
    {
      name: 'Online Orders',
      source: { database: 'shop', table: 'orders' },
      join: { parentKey: 'id', childKey: 'customer' },
      columns: [
        { column: 'total', type: 'number' },
        { column: 'ordered_at', type: 'timestamp' },
      ],
      timeColumn: 'ordered_at',
    },
  ],
};
