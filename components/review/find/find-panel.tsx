'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, type KeyboardEvent, useEffect, useEffectEvent, useId, useState } from 'react';
import { isComposing } from '#components/layout/is-composing.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Drawer } from '#components/ui/overlays/drawer.tsx';
import type { Replacing } from '#lib/core/review/replacing.ts';
import type { ReviewEdit } from '#lib/core/review/review-view.ts';
import type { ReviewContext } from '../review-context.ts';
import { FindDone, type Replacement } from './find-done.tsx';
import { FindFields } from './find-fields.tsx';
import { FindPreview } from './find-preview.tsx';
import { type FindScope, ScopeFields, useScope } from './scope-fields.tsx';
import type { FindStart } from './use-find.ts';
import { usePreview } from './use-preview.ts';

/** Finds and replaces in a column, or fills its empty cells; on wide screens it is shown beside the records. */
export function FindPanel({ context }: { context: ReviewContext }) {
  const { start, close } = context.find;
  if (!start) return null;
  return <FindForm key={`${start.column} ${start.value}`} context={context} start={start} onClose={close} />;
}

interface FindFormProps {
  context: ReviewContext;
  start: FindStart;
  onClose: () => void;
}

function FindForm({ context, start, onClose }: FindFormProps) {
  const t = useTranslations('review.find');
  const formId = useId();
  const { view, edits, lock, isPersonalShown } = context;
  const [replacing, setReplacing] = useState<Replacing>({
    kind: 'find',
    column: start.column,
    how: 'whole',
    find: start.value,
    to: '',
  });
  const [scope, setScope] = useState<FindScope>(view.job ? 'found' : 'file');
  const [replacement, setReplacement] = useState<Replacement>();
  const { filter, sizes } = useScope(context, scope);
  const preview = usePreview({ view, isPersonalShown, filter, replacing: isUsable(replacing) ? replacing : undefined });
  const count = preview.isComplete ? (preview.sum?.changed ?? 0) : undefined;
  const input = JSON.stringify({ replacing, filter });
  /** The input for which Enter was pressed before its records were counted: values are replaced after the count. */
  const [awaitedInput, setAwaitedInput] = useState<string>();
  const isWaiting = awaitedInput !== undefined;
  if (isWaiting && (awaitedInput !== input || preview.error !== undefined)) setAwaitedInput(undefined);
  const change = (next: Replacing) => {
    setReplacing(next);
    setReplacement(undefined);
  };
  const replace = async (counted: number) => {
    setAwaitedInput(undefined);
    if (counted === 0 || edits.isBusy || lock) return;
    const edit: ReviewEdit = { ...replacing, ...(filter && { filter }), count: counted };
    if (await edits.run(edit)) setReplacement({ edit, column: replacing.column, count: counted });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (count !== undefined) void replace(count);
    else if (isUsable(replacing)) setAwaitedInput(input);
  };
  const onCounted = useEffectEvent((counted: number) => void replace(counted));
  useEffect(() => {
    if (isWaiting && count !== undefined) onCounted(count);
  }, [isWaiting, count]);
  // Once nothing is left to replace, the button that had the focus is disabled.
  useEffect(() => {
    if (replacement && count === 0 && document.activeElement?.matches('body, :disabled'))
      document.getElementById(formId)?.querySelector<HTMLElement>('input[type=text]')?.focus();
  }, [replacement, count, formId]);
  const isEmptying = preview.sum !== undefined && preview.sum.emptied > 0 && preview.sum.emptied === count;
  const replaceText = isEmptying ? 'empty' : 'replace';
  const actionText = replacing.kind === 'fill' ? 'fill' : replaceText;
  const onKeyDown = (event: KeyboardEvent) => {
    // Escape may also cancel the composition of Japanese input.
    if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    onClose();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes the panel from each of its fields
    <div className="contents" onKeyDown={onKeyDown}>
      <Drawer
        inline
        open
        onClose={onClose}
        title={t('title')}
        foot={
          <>
            <Button onClick={onClose}>{t('close')}</Button>
            <span className="ml-auto" />
            <Button
              type="submit"
              form={formId}
              variant="primary"
              // Enabled while records are counted, because Enter does not submit a form whose button is disabled.
              disabled={!isUsable(replacing) || preview.error !== undefined || count === 0 || lock !== undefined}
              busy={edits.isBusy || isWaiting}
            >
              {t(actionText, { count: count ?? 0 })}
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} className="grid gap-4">
          <FindFields context={context} replacing={replacing} onChange={change} error={preview.error} />
          <ScopeFields context={context} scope={scope} sizes={sizes} onChange={setScope} />
        </form>
        {replacement && <FindDone context={context} replacement={replacement} />}
        {isUsable(replacing) && !preview.error && (
          <FindPreview
            preview={preview}
            searchedCount={sizes[scope]}
            onPersonal={isPersonalShown ? undefined : context.showPersonal}
          />
        )}
      </Drawer>
    </div>
  );
}

/** Whether there is something to find, or a value to fill in. */
function isUsable(replacing: Replacing): boolean {
  if (replacing.kind === 'fill') return replacing.value !== '';
  return (replacing.how === 'whole' ? replacing.find.trim() : replacing.find) !== '';
}
