'use client';

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ReviewEdit, ReviewEdited, ReviewRow, ReviewView } from '#lib/core/review/review-view.ts';
import type { Reviewed } from '#lib/core/review/reviewed.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import { stateKey } from '../use-review.ts';
import { forgetRows, replaceRows } from '../use-rows.ts';

/** The page's server action; it checks the input, whatever its type says here. */
export type EditReview = (input: unknown) => Promise<ActionResult<ReviewEdited>>;

/** What the last edit led to: one record as it stands now, how many are different, or what several repairs did. */
export type Outcome =
  | { readonly kind: 'record'; readonly row: ReviewRow }
  | { readonly kind: 'records'; readonly count: number }
  | { readonly kind: 'repairs'; readonly repairs: number; readonly values: number };

export interface Edits {
  /** Resolves to what it led to; to undefined where it was refused. One follows the other. */
  readonly run: (edit: ReviewEdit) => Promise<ReviewEdited | undefined>;
  /** One after the other, so that each can be undone by itself. Stops at one that has the whole file reviewed again. */
  readonly runAll: (edits: readonly ReviewEdit[]) => Promise<void>;
  /** Values on their way to the server, by record and column: shown at once. */
  readonly pending: PendingValues;
  readonly isBusy: boolean;
  readonly outcome: Outcome | undefined;
  /** In words; empty where the server gave none. */
  readonly refusal: string | undefined;
  /** Has everything read anew, and forgets the refusal. */
  readonly reload: () => void;
}

export type PendingValues = ReadonlyMap<number, ReadonlyMap<string, string>>;

/** Repairs, one after the other: each is told on which state of the review it stands. */
export function useEdits(reviewed: Reviewed, personal: boolean, edit: EditReview): Edits {
  const client = useQueryClient();
  const { upload } = reviewed;
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const [pending, setPending] = useState<PendingValues>(new Map());
  const [underWay, setUnderWay] = useState(0);
  const [outcome, setOutcome] = useState<Outcome>();
  const [refusal, setRefusal] = useState<string>();

  const perform = async (asked: ReviewEdit) => {
    const fixesBytes = client.getQueryData<ReviewView>(stateKey(reviewed))?.fixesBytes;
    const result = await edit({ ...reviewed, edit: asked, fixesBytes, personal }).catch(() => undefined);
    if (!result?.ok) {
      setRefusal(result?.message ?? '');
      return undefined;
    }
    setRefusal(undefined);
    await client.cancelQueries({ queryKey: stateKey(reviewed) });
    client.setQueryData(stateKey(reviewed), result.value.view);
    setOutcome(await showEdited(client, { reviewed, personal, edited: result.value }));
    return result.value;
  };
  const run = (asked: ReviewEdit) => {
    setUnderWay((count) => count + 1);
    setPending((values) => withPending(values, asked));
    const done = queue.current
      .then(() => perform(asked))
      .finally(() => {
        setUnderWay((count) => count - 1);
        setPending((values) => withoutPending(values, asked));
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
      // A repair changes one value of each record that it concerns.
      values += edited.changedCount;
      if (edited.view.state !== 'ready') break;
    }
    if (repairs > 1) setOutcome({ kind: 'repairs', repairs, values });
  };
  const reload = () => {
    setRefusal(undefined);
    void client.invalidateQueries({ queryKey: ['review', upload] });
  };
  return { run, runAll, pending, isBusy: underWay > 0, outcome, refusal, reload };
}

interface Shown {
  readonly reviewed: Reviewed;
  readonly personal: boolean;
  readonly edited: ReviewEdited;
}

/** Shows what is different now: the one row that came with the answer, or the pages that hold one, read anew. */
async function showEdited(client: QueryClient, { reviewed, personal, edited }: Shown): Promise<Outcome> {
  const { changed, changedCount, row } = edited;
  if (row) {
    replaceRows(client, { ...reviewed, personal }, [row]);
    // A warning reported once per file may have moved to another record.
    if (changedCount > 1) await forgetRows(client, reviewed.upload, changed);
    return { kind: 'record', row };
  }
  await forgetRows(client, reviewed.upload, changedCount > changed.length ? 'all' : changed);
  return { kind: 'records', count: changedCount };
}

function withPending(values: PendingValues, asked: ReviewEdit): PendingValues {
  if (asked.kind !== 'cell') return values;
  const { record, column, value } = asked;
  return new Map(values).set(record, new Map(values.get(record)).set(column, value));
}

/** A later value for the same cell stays in sight. */
function withoutPending(values: PendingValues, asked: ReviewEdit): PendingValues {
  if (asked.kind !== 'cell') return values;
  const { record, column, value } = asked;
  const ofRecord = new Map(values.get(record));
  if (ofRecord.get(column) !== value) return values;
  ofRecord.delete(column);
  const left = new Map(values);
  if (ofRecord.size > 0) left.set(record, ofRecord);
  else left.delete(record);
  return left;
}
