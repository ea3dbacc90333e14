'use client';

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ReviewScope } from '#lib/core/review/review-scope.ts';
import type { ReviewEdit, ReviewEdited, ReviewRow, ReviewView } from '#lib/core/review/review-view.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import { stateKey } from '../use-review.ts';
import { invalidateRows, replaceRows } from '../use-rows.ts';

/** A server action of the page. It validates its input itself. */
export type EditReview = (input: unknown) => Promise<ActionResult<ReviewEdited>>;

/**
 * The result of the last edit: one record in its new state, the number of changed records, or the totals of several
 * repairs.
 */
export type Outcome =
  | { readonly kind: 'record'; readonly row: ReviewRow }
  | { readonly kind: 'records'; readonly count: number }
  | { readonly kind: 'repairs'; readonly repairs: number; readonly values: number };

export interface Edits {
  /** Resolves to the result, or to undefined if refused. Edits run one after another. */
  readonly run: (edit: ReviewEdit) => Promise<ReviewEdited | undefined>;
  /** Runs edits one after another, so that each can be undone separately. Stops after one that restarts the review. */
  readonly runAll: (edits: readonly ReviewEdit[]) => Promise<void>;
  /** Values being saved, by record and column; they are shown immediately. */
  readonly pending: PendingValues;
  readonly isBusy: boolean;
  readonly outcome: Outcome | undefined;
  /** The server's refusal; empty if it did not respond. */
  readonly refusal: string | undefined;
  /** Refetches everything and clears the refusal. */
  readonly reload: () => void;
}

export type PendingValues = ReadonlyMap<number, ReadonlyMap<string, string>>;

/** Runs edits one after another. Each is sent with the version of the review that it is based on. */
export function useEdits(reviewed: ReviewScope, personal: boolean, edit: EditReview): Edits {
  const client = useQueryClient();
  const { upload } = reviewed;
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const [pending, setPending] = useState<PendingValues>(new Map());
  const [inFlight, setInFlight] = useState(0);
  const [outcome, setOutcome] = useState<Outcome>();
  const [refusal, setRefusal] = useState<string>();

  const perform = async (change: ReviewEdit) => {
    const fixesBytes = client.getQueryData<ReviewView>(stateKey(reviewed))?.fixesBytes;
    const result = await edit({ ...reviewed, edit: change, fixesBytes, personal }).catch(() => undefined);
    if (!result?.ok) {
      setRefusal(result?.message ?? '');
      return undefined;
    }
    setRefusal(undefined);
    await client.cancelQueries({ queryKey: stateKey(reviewed) });
    client.setQueryData(stateKey(reviewed), result.value.view);
    setOutcome(await refreshEdited(client, { reviewed, personal, edited: result.value }));
    return result.value;
  };
  const run = (change: ReviewEdit) => {
    setInFlight((count) => count + 1);
    setPending((values) => withPending(values, change));
    const done = queue.current
      .then(() => perform(change))
      .finally(() => {
        setInFlight((count) => count - 1);
        setPending((values) => withoutPending(values, change));
      });
    queue.current = done.catch(() => undefined);
    return done;
  };
  const runAll = async (all: readonly ReviewEdit[]) => {
    let [repairs, values] = [0, 0];
    for (const each of all) {
      const edited = await run(each);
      if (edited === undefined) break;
      repairs += 1;
      // A repair changes one value per record.
      values += edited.changedCount;
      if (edited.view.state !== 'ready') break;
    }
    if (repairs > 1) setOutcome({ kind: 'repairs', repairs, values });
  };
  const reload = () => {
    setRefusal(undefined);
    void client.invalidateQueries({ queryKey: ['review', upload] });
  };
  return { run, runAll, pending, isBusy: inFlight > 0, outcome, refusal, reload };
}

interface EditedScope {
  readonly reviewed: ReviewScope;
  readonly personal: boolean;
  readonly edited: ReviewEdited;
}

/** Updates the rows that changed: the one in the response, or by refetching their pages. */
async function refreshEdited(client: QueryClient, { reviewed, personal, edited }: EditedScope): Promise<Outcome> {
  const { changed, changedCount, row } = edited;
  if (row) {
    replaceRows(client, { ...reviewed, personal }, [row]);
    // A warning reported once per file may have moved to another record.
    if (changedCount > 1) await invalidateRows(client, reviewed.upload, changed);
    return { kind: 'record', row };
  }
  await invalidateRows(client, reviewed.upload, changedCount > changed.length ? 'all' : changed);
  return { kind: 'records', count: changedCount };
}

function withPending(values: PendingValues, change: ReviewEdit): PendingValues {
  if (change.kind !== 'cell') return values;
  const { record, column, value } = change;
  return new Map(values).set(record, new Map(values.get(record)).set(column, value));
}

/** A later value for the same cell stays pending. */
function withoutPending(values: PendingValues, change: ReviewEdit): PendingValues {
  if (change.kind !== 'cell') return values;
  const { record, column, value } = change;
  const ofRecord = new Map(values.get(record));
  if (ofRecord.get(column) !== value) return values;
  ofRecord.delete(column);
  const left = new Map(values);
  if (ofRecord.size > 0) left.set(record, ofRecord);
  else left.delete(record);
  return left;
}
