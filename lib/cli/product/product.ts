import type { AnswerOf, Command, InputOf } from '../../commands/command.ts';
import type { WorkflowAttemptObject } from '../../commands/shapes/workflow/attempt.ts';
import type { JobObject } from '../../core/view/job-object.ts';

/** The input of a command, by name. */
export type CommandInput = Readonly<Record<string, unknown>>;

/** The product as commands use it: on this machine's data folder, or on a server. Both return the same results. */
export interface Product {
  /** Performs a command. Throws the same UserErrors on a data folder and on a server. */
  call<C extends Command>(command: C, input: InputOf<C>): Promise<AnswerOf<C>>;
  /**
   * Waits until a job ends, pauses or is refused for its destination, or until the deadline. An interrupt pauses the
   * job.
   */
  waitForJob(job: number, interrupt: AbortSignal, deadline?: AbortSignal): Promise<JobObject>;
  /** Continues a job that can be resumed, and waits for it as `waitForJob` does. */
  resume(job: number, interrupt: AbortSignal): Promise<JobObject>;
  /**
   * Waits until an attempt of a workflow has ended, until the deadline, or until an interrupt. The attempt itself
   * continues.
   */
  waitForAttempt(attempt: number, interrupt: AbortSignal, deadline?: AbortSignal): Promise<WorkflowAttemptObject>;
}

interface Page<Item> {
  readonly data: readonly Item[];
  readonly cursor: string | null;
}

const MAX_PAGE_SIZE = 1000;

/** Yields up to `max` items of a list, page by page. */
export async function* itemsOf<Item>(
  fetchPage: (input: { limit: number; cursor?: string }) => Promise<Page<Item>>,
  max = Number.POSITIVE_INFINITY,
): AsyncGenerator<Item> {
  let remaining = max;
  let cursor: string | null | undefined;
  while (remaining > 0 && cursor !== null) {
    const input = { limit: Math.min(remaining, MAX_PAGE_SIZE), ...(cursor !== undefined && { cursor }) };
    const { data, cursor: next } = await fetchPage(input);
    yield* data;
    remaining -= data.length;
    cursor = next;
  }
}
