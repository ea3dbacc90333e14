'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { type ActionProblem, problemOf } from '#components/http/action-problem.ts';
import { reviewScopeOf } from '#lib/core/review/review-scope.ts';
import type { EditedReview, ReviewEdit, ReviewRow, ReviewView } from '#lib/core/review/review-view.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import { numbersKey } from '../use-matching-records.ts';
import { stateKey } from '../use-review.ts';
import { invalidateRows, replaceRows } from '../use-rows.ts';
import type { ListVersion } from './use-list-version.ts';

/** A server action of the page. It validates its input itself. */
export type EditReview = (input: unknown) => Promise<ActionResult<EditedReview>>;

/** The result of the last edit: one record in its new state, or the number of records that changed. */
export type EditResult =
  | { readonly kind: 'record'; readonly row: ReviewRow }
  | { readonly kind: 'records'; readonly count: number };

export interface Edits {
  /** Resolves to the result, or to undefined if refused or not answered. Edits run one after another. */
  readonly run: (edit: ReviewEdit) => Promise<EditedReview | undefined>;
  /** Values being saved, by record and column; they are shown immediately. */
  readonly pending: PendingValues;
  readonly isBusy: boolean;
  /** Whether an edit of this page is being made in the background, after which the list is loaded again. */
  readonly hasOwnRun: boolean;
  readonly result: EditResult | undefined;
  /** The last edit that succeeded, as given to `run`. */
  readonly lastEdit: ReviewEdit | undefined;
  /** Why the last edit failed. */
  readonly problem: ActionProblem | undefined;
  /** Refetches everything and clears the problem. */
  readonly reload: () => void;
}

export type PendingValues = ReadonlyMap<number, ReadonlyMap<string, string>>;

export interface EditOptions {
  readonly view: ReviewView;
  readonly isPersonalShown: boolean;
  readonly edit: EditReview;
  /** The version of the displayed list. */
  readonly version: ListVersion;
}

/**
 * Runs edits one after another. Each is sent with the version of the list that it is based on, and refused if the
 * review has changed since. An edit of several records loads the list again.
 */
export function useEdits({ view, isPersonalShown, edit, version }: EditOptions): Edits {
  const client = useQueryClient();
  const scope = reviewScopeOf(view);
  const { upload } = scope;
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const [pending, setPending] = useState<PendingValues>(new Map());
  const [inFlight, setInFlight] = useState(0);
  const [result, setResult] = useState<EditResult>();
  const [lastEdit, setLastEdit] = useState<ReviewEdit>();
  const [problem, setProblem] = useState<ActionProblem>();
  const refresh = useCallback(
    async () =>
      void (await Promise.all([
        client.invalidateQueries({ queryKey: numbersKey(upload) }),
        client.invalidateQueries({ queryKey: stateKey({ upload, job: scope.job }) }),
      ])),
    [client, upload, scope.job],
  );
  // An edit of this page that runs in the background. The page gets the view with the run only after the response, so
  // the run can be over only once the page has shown it.
  const [ownRun, setOwnRun] = useState<'begun' | 'shown'>();
  if (ownRun === 'begun' && view.next !== null) setOwnRun('shown');
  const isRunOver = ownRun === 'shown' && view.next === null;
  const onRunOver = useEffectEvent(async () => {
    await refresh();
    setOwnRun(undefined);
    setResult({ kind: 'records', count: view.changed ?? 0 });
  });
  useEffect(() => {
    if (isRunOver) void onRunOver();
  }, [isRunOver]);

  const perform = async (change: ReviewEdit) => {
    const { fixesBytes } = client.getQueryData<ReviewView>(stateKey(scope)) ?? view;
    const sent = { ...scope, edit: change, fixesBytes, version: version.current(), personal: isPersonalShown };
    const response = await edit(sent).catch(() => undefined);
    if (!response?.ok) {
      setProblem(problemOf(response));
      return undefined;
    }
    setProblem(undefined);
    setLastEdit(change);
    const edited = response.value;
    await client.cancelQueries({ queryKey: stateKey(scope) });
    const isRunning = edited.isInBackground && edited.view.next !== null;
    // Set before the page gets the view; otherwise, a canceled run would look as if it were over.
    setOwnRun(isRunning ? 'begun' : undefined);
    client.setQueryData(stateKey(scope), edited.view);
    const shown = edited.isInBackground ? undefined : await show(edited);
    setResult(change.kind === 'cancel' || isRunning ? undefined : (shown ?? (await showEnded(edited))));
    return edited;
  };
  /** Shows an edit that the worker finished before the response arrived. */
  const showEnded = async ({ view: { changed } }: EditedReview): Promise<EditResult> => {
    await refresh();
    return { kind: 'records', count: changed ?? 0 };
  };
  /** Updates the row that changed, or the list. */
  const show = async (edited: EditedReview): Promise<EditResult> => {
    const { checked, checkedCount, changedCount, row } = edited;
    if (row) replaceRows(client, { ...scope, isPersonalShown }, [row]);
    // Done before the refresh: the next edit may be sent before the page has rendered the refreshed list.
    version.follow(edited.version);
    if (changedCount > 1) await refresh();
    else {
      // A warning reported once per file may have moved to another record.
      const isOnlyThisRow = row !== undefined && checkedCount <= 1;
      if (!isOnlyThisRow) await invalidateRows(client, upload, checkedCount > checked.length ? 'all' : checked);
    }
    return row ? { kind: 'record', row } : { kind: 'records', count: changedCount };
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
  const reload = () => {
    setProblem(undefined);
    void client.invalidateQueries({ queryKey: ['review', upload] });
  };
  const isBusy = inFlight > 0 || isRunOver;
  return { run, pending, isBusy, hasOwnRun: ownRun !== undefined, result, lastEdit, problem, reload };
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
  const remaining = new Map(values);
  if (ofRecord.size > 0) remaining.set(record, ofRecord);
  else remaining.delete(record);
  return remaining;
}
