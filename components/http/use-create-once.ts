'use client';

import { useRef } from 'react';
import type { ActionResult } from '#lib/web/action-result.ts';

/** A server action that creates a job, unless there is one with this domain key. */
type CreateJob<Input, T> = (input: Input & { readonly domainKey: string }) => Promise<ActionResult<T>>;

/** A person who presses later has seen what became of the first press, and means another job. */
const REPEAT_MS = 2 * 60_000;

/**
 * Calls server actions that create a job. Until one has succeeded, its repeats with the same input have the same domain
 * key for two minutes: if only the answer was lost, they get the job that exists instead of a second one.
 */
export function useCreateOnce() {
  const keys = useRef(new Map<string, { readonly key: string; readonly since: number }>());
  return async <Input extends object, T>(create: CreateJob<Input, T>, input: Input): Promise<ActionResult<T>> => {
    const text = JSON.stringify(input);
    const now = performance.now();
    const earlier = keys.current.get(text);
    const isRepeat = earlier !== undefined && now - earlier.since < REPEAT_MS;
    const { key, since } = isRepeat ? earlier : { key: crypto.randomUUID(), since: now };
    keys.current.set(text, { key, since });
    const result = await create({ ...input, domainKey: key });
    if (result.ok) keys.current.delete(text);
    return result;
  };
}
