import type { AnswerOf, InputOf, Route } from '../api/route.ts';
import type { JobObject } from '../core/view/job-object.ts';

/** What is asked for, by name; each route says which names. */
export type Asked = Readonly<Record<string, unknown>>;

/** The product as commands see it: on this machine's data folder, or on a server. Both answer the same. */
export interface Product {
  /** Does what a route of the API does. Throws the same UserErrors. */
  call<R extends Route>(route: R, asked: InputOf<R>): Promise<AnswerOf<R>>;
  /** Waits until a job has ended or waits for a person, or for so long; an interrupt pauses it. */
  seeThrough(job: number, interrupt: AbortSignal, deadline?: AbortSignal): Promise<JobObject>;
  /** Takes a waiting job up again, and sees it through. */
  resume(job: number, interrupt: AbortSignal): Promise<JobObject>;
}

interface Page<Item> {
  readonly data: readonly Item[];
  readonly cursor: string | null;
}

const MOST_ON_A_PAGE = 1000;

/** The first entries of a list, or all of them, a page at a time. */
export async function* entriesOf<Item>(
  page: (asked: { limit: number; cursor?: string }) => Promise<Page<Item>>,
  most = Number.POSITIVE_INFINITY,
): AsyncGenerator<Item> {
  let left = most;
  let cursor: string | null | undefined;
  while (left > 0 && cursor !== null) {
    const asked = { limit: Math.min(left, MOST_ON_A_PAGE), ...(cursor !== undefined && { cursor }) };
    const { data, cursor: next } = await page(asked);
    yield* data;
    left -= data.length;
    cursor = next;
  }
}
