'use client';

import { useQueryClient } from '@tanstack/react-query';
import { unstable_isUnrecognizedActionError as isUnrecognizedAction } from 'next/navigation';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { type ActionProblem, problemOf } from '#components/http/action-problem.ts';
import { reportIfSessionEnded } from '#components/http/session-end.ts';
import { reviewScopeOf } from '#lib/core/review/review-scope.ts';
import type { EditedReview, ReviewEdit, ReviewRow, ReviewView } from '#lib/core/review/review-view.ts';
import type { ActionFailure, ActionResult } from '#lib/web/action-result.ts';
import { numbersKey } from '../use-matching-records.ts';
import { stateKey } from '../use-review.ts';
import { invalidateRows, replaceRows } from '../use-rows.ts';
import { type PendingValues, withoutPending, withPending } from './pending-values.ts';
import { sendUntilAnswered } from './send-until-answered.ts';
import type { ListVersion } from './use-list-version.ts';

/** The result of an action that the running console does not know. */
const OUTDATED = 'outdated' as const;

/** A server action of the page. It validates its input itself. */
export type EditReview = (input: unknown) => Promise<ActionResult<EditedReview>>;

/**
 * The result of the last edit: one record in its new state, what became of pasted cells, or the number of records that
 * changed.
 */
export type EditResult =
  | { readonly kind: 'record'; readonly row: ReviewRow }
  | { readonly kind: 'cells'; readonly changed: number; readonly skipped: number }
  | { readonly kind: 'records'; readonly count: number };

/** An edit that sets values of cells. It changes nothing if it is made again. */
export type CellsEdit = Extract<ReviewEdit, { kind: 'cell' | 'cells' }>;

/** Why an edit failed. outdated: the page is of another version of the console than the one that runs now. */
export type EditFailure = ActionProblem | { readonly kind: 'outdated'; readonly message: undefined };

export interface Edits {
  /** Resolves to the result, or to undefined if refused or not answered. Edits run one after another. */
  readonly run: (edit: ReviewEdit) => Promise<EditedReview | undefined>;
  /**
   * Like `run`, but without a response from the console the values stay pending, and are sent again until there is one.
   * `skipped` is the number of pasted cells for which the edit has no place.
   */
  readonly setCells: (edit: CellsEdit, skipped?: number) => void;
  /** Whether the console has not responded to `setCells`, so that pending values are not saved yet. */
  readonly isUnsaved: boolean;
  /** Discards the values that are not saved yet, and the edits that wait for them: Undo would undo something else. */
  readonly discard: () => void;
  /** Values being saved, by record and column; they are shown immediately. */
  readonly pending: PendingValues;
  readonly isBusy: boolean;
  /** Whether an edit of this page is being made in the background, after which the list is loaded again. */
  readonly hasOwnRun: boolean;
  readonly result: EditResult | undefined;
  /** The last edit that succeeded, as given to `run`. */
  readonly lastEdit: ReviewEdit | undefined;
  /** Why the last edit failed. */
  readonly problem: EditFailure | undefined;
  /** Refetches everything and clears the problem. */
  readonly reload: () => void;
}

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
  const [problem, setProblem] = useState<EditFailure>();
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

  const discarding = useRef(new AbortController());
  const [isUnsaved, setUnsaved] = useState(false);
  const discard = () => {
    discarding.current.abort();
    discarding.current = new AbortController();
  };

  /** Sends an edit of cells until there is a response, other edits once: a second undo would undo something else. */
  const send = async (change: ReviewEdit, { discarded }: RunOptions) => {
    const { fixesBytes } = client.getQueryData<ReviewView>(stateKey(scope)) ?? view;
    const sent = { ...scope, edit: change, fixesBytes, version: version.current(), personal: isPersonalShown };
    let isEndReported = false;
    const tryOnce = () =>
      edit(sent).catch(async (error: unknown) => {
        if (isUnrecognizedAction(error)) return OUTDATED;
        if (!isEndReported) isEndReported = await reportIfSessionEnded();
        return undefined;
      });
    if (!discarded) return { response: await tryOnce(), sentVersion: sent.version };
    const response = await sendUntilAnswered(tryOnce, { discarded, onUnanswered: () => setUnsaved(true) });
    setUnsaved(false);
    return { response, sentVersion: sent.version };
  };
  const perform = async (change: ReviewEdit, options: RunOptions) => {
    const { response, sentVersion } = await send(change, options);
    if (response === OUTDATED || !response?.ok) return showFailure(response, options);
    setProblem(undefined);
    setLastEdit(change);
    const edited = response.value;
    await client.cancelQueries({ queryKey: stateKey(scope) });
    const isRunning = edited.isInBackground && edited.view.next !== null;
    // Set before the page gets the view; otherwise, a canceled run would look as if it were over.
    setOwnRun(isRunning ? 'begun' : undefined);
    client.setQueryData(stateKey(scope), edited.view);
    const shown = edited.isInBackground ? undefined : await show(edited, options);
    const wasMade = wasMadeBefore(edited, sentVersion);
    if (wasMade) await invalidateRows(client, upload, 'all');
    // The number of cells that an earlier try changed is not known.
    const hasNoResult = change.kind === 'cancel' || isRunning || (change.kind === 'cells' && wasMade);
    setResult(hasNoResult ? undefined : (shown ?? (await showEnded(edited))));
    return edited;
  };
  const showFailure = (response: ActionFailure | typeof OUTDATED | undefined, { discarded }: RunOptions) => {
    if (response === OUTDATED) setProblem({ kind: 'outdated', message: undefined });
    else if (!discarded?.aborted) setProblem(problemOf(response));
    return undefined;
  };
  /** Shows an edit that the worker finished before the response arrived. */
  const showEnded = async ({ view: { changed } }: EditedReview): Promise<EditResult> => {
    await refresh();
    return { kind: 'records', count: changed ?? 0 };
  };
  /** Updates the row that changed, or the list. */
  const show = async (edited: EditedReview, { skipped = 0 }: RunOptions): Promise<EditResult> => {
    const { checked, checkedCount, changedCount, cells, row } = edited;
    if (row) replaceRows(client, { ...scope, isPersonalShown }, [row]);
    // Done before the refresh: the next edit may be sent before the page has rendered the refreshed list.
    version.follow(edited.version);
    // A warning reported once per file may have moved to another record.
    const isOnlyThisRow = row !== undefined && checkedCount <= 1;
    // Pasted cells stay where they were pasted, like the cell of a single edit.
    if (changedCount > 1 && !cells) await refresh();
    else if (!isOnlyThisRow) await invalidateRows(client, upload, checkedCount > checked.length ? 'all' : checked);
    if (row) return { kind: 'record', row };
    if (cells) return { kind: 'cells', changed: cells.changed, skipped: skipped + cells.malformed };
    return { kind: 'records', count: changedCount };
  };
  const enqueue = (change: ReviewEdit, options: RunOptions) => {
    setInFlight((count) => count + 1);
    setPending((values) => withPending(values, change));
    const { signal } = discarding.current;
    const done = queue.current
      .then(() => (signal.aborted ? undefined : perform(change, options)))
      .finally(() => {
        setInFlight((count) => count - 1);
        setPending((values) => withoutPending(values, change));
      });
    queue.current = done.catch(() => undefined);
    return done;
  };
  const run = (change: ReviewEdit) => enqueue(change, {});
  const setCells = (change: CellsEdit, skipped = 0) =>
    void enqueue(change, { discarded: discarding.current.signal, skipped });
  const reload = () => {
    setProblem(undefined);
    void client.invalidateQueries({ queryKey: ['review', upload] });
  };
  const isBusy = inFlight > 0 || isRunOver;
  const hasOwnRun = ownRun !== undefined;
  return { run, setCells, isUnsaved, discard, pending, isBusy, hasOwnRun, result, lastEdit, problem, reload };
}

/** Whether cells got their values from an earlier try, or elsewhere. Then other rows may have changed, too. */
function wasMadeBefore({ cells, version }: EditedReview, sentVersion: string | undefined): boolean {
  return cells?.changed === 0 && version !== sentVersion;
}

interface RunOptions {
  /** Aborted when a person discards the edit; undefined for an edit that is sent only once. */
  readonly discarded?: AbortSignal;
  readonly skipped?: number;
}
