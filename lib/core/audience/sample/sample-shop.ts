/** A fictional shop: the tables of the sample parent segment. No person or address in them is real. */

export const SAMPLE_DATABASE = 'sample_shop';
const CUSTOMER_COUNT = 1200;
const ORDER_COUNT = 3460;

const DAY_SECONDS = 24 * 60 * 60;
/** Large enough that the last order is not in the future for a browser whose clock is a few minutes behind. */
const NEWEST_ORDER_AGE_SECONDS = 10 * 60;
const OLDEST_CUSTOMER_DAYS = 720;

const FIRST_NAMES = ['Aiko', 'Ben', 'Chloe', 'Daan', 'Elena', 'Farid', 'Greta', 'Haruto', 'Ines', 'Jonas', 'Kaya'];
const LAST_NAMES = ['Almeida', 'Berg', 'Costa', 'Dubois', 'Egawa', 'Fischer', 'Garcia', 'Holm', 'Ito', 'Jansen'];
const COUNTRIES = ['US', 'US', 'US', 'JP', 'JP', 'DE', 'FR', 'BR'];
const TIERS = ['', '', 'bronze', 'bronze', 'silver', 'gold'];
const CATEGORIES = ['Kitchen', 'Lighting', 'Textiles', 'Garden', 'Storage'];

/** The lines of a CSV file for each table. `now`, in milliseconds since 1970, determines them completely. */
export function sampleShop(now: number): Readonly<Record<'customers' | 'orders', readonly string[]>> {
  const random = randomNumbers();
  const customers = Array.from({ length: CUSTOMER_COUNT }, (_, index) => customerOf(index + 1, random));
  return {
    customers: [
      'customer_id,email,first_name,last_name,country,tier,newsletter,signed_up_at',
      ...customers.map(({ cells, age }) => [...cells, timeOf(now, age)].join()),
    ],
    orders: ['order_id,customer_id,ordered_at,category,total,currency', ...ordersOf(customers, now, random)],
  };
}

interface Customer {
  readonly id: string;
  readonly cells: readonly string[];
  /** Seconds since the customer signed up. */
  readonly age: number;
}

function customerOf(number: number, random: Random): Customer {
  const [first, last] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
  const id = `C-${String(number).padStart(5, '0')}`;
  const email = `${first}.${last}.${number}@example.com`.toLowerCase();
  const newsletter = random.next() < 0.4 ? 'yes' : 'no';
  return {
    id,
    cells: [id, email, first, last, random.pick(COUNTRIES), random.pick(TIERS), newsletter],
    age: DAY_SECONDS + Math.floor(random.next() * (OLDEST_CUSTOMER_DAYS - 1) * DAY_SECONDS),
  };
}

/** Oldest first. Few customers order often. Most orders are recent, so that every usual time window contains some. */
function ordersOf(customers: readonly Customer[], now: number, random: Random): string[] {
  const orders = Array.from({ length: ORDER_COUNT }, () => {
    const customer = customers[Math.floor(random.next() ** 2 * customers.length)] as Customer;
    return {
      customer,
      age: NEWEST_ORDER_AGE_SECONDS + Math.floor(random.next() ** 2 * (customer.age - NEWEST_ORDER_AGE_SECONDS)),
    };
  });
  return orders
    .sort((a, b) => b.age - a.age)
    .map(({ customer, age }, index) => {
      const total = (5 + random.next() ** 2 * 245).toFixed(2);
      return [`W-${100_001 + index}`, customer.id, timeOf(now, age), random.pick(CATEGORIES), total, 'USD'].join();
    });
}

function timeOf(now: number, age: number): string {
  return `${new Date(now - age * 1000).toISOString().slice(0, 19)}Z`;
}

interface Random {
  /** From 0 (inclusive) to 1 (exclusive). */
  next(): number;
  pick(choices: readonly string[]): string;
}

/** The Park–Miller generator: the same numbers on every machine. */
function randomNumbers(): Random {
  const [multiplier, modulus] = [48_271, 2 ** 31 - 1];
  let state = 20_260_101;
  const next = () => {
    state = (state * multiplier) % modulus;
    return (state - 1) / (modulus - 1);
  };
  return { next, pick: (choices) => choices[Math.floor(next() * choices.length)] ?? '' };
}
