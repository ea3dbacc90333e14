'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useId } from 'react';
import { isComposing } from '#components/layout/is-composing.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Drawer } from '#components/ui/overlays/drawer.tsx';
import type { Replacing } from '#lib/core/review/replacing.ts';
import type { ReviewContext } from '../review-context.ts';
import { FindDone } from './find-done.tsx';
import { FindFields } from './find-fields.tsx';
import { FindPreview } from './find-preview.tsx';
import { ScopeFields } from './scope-fields.tsx';
import type { FindStart } from './use-find.ts';
import { useFindForm } from './use-find-form.ts';
import type { Preview } from './use-preview.ts';

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
  const { edits, lock, isPersonalShown } = context;
  const form = useFindForm(context, start);
  const { replacing, scope, sizes, canSearch, preview, count, replacement } = form;
  // Once nothing is left to replace, the button that had the focus is disabled.
  useEffect(() => {
    if (replacement && count === 0 && document.activeElement?.matches('body, :disabled, [aria-disabled=true]'))
      document.getElementById(formId)?.querySelector<HTMLElement>('input[type=text]')?.focus();
  }, [replacement, count, formId]);
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
              disabled={!canSearch || preview.error !== undefined || count === 0 || lock !== undefined}
              busy={edits.isBusy || form.isWaiting}
            >
              {t(submitKey(replacing, preview, count), { count: count ?? 0 })}
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={form.submit} className="grid gap-4">
          <FindFields context={context} replacing={replacing} onChange={form.change} error={preview.error} />
          <ScopeFields context={context} scope={scope} sizes={sizes} onChange={form.setScope} />
        </form>
        {replacement && <FindDone context={context} replacement={replacement} />}
        {canSearch && !preview.error && (
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

function submitKey({ kind }: Replacing, { sum }: Preview, count: number | undefined) {
  if (kind === 'fill') return 'fill';
  const isEmptying = sum !== undefined && sum.emptied > 0 && sum.emptied === count;
  return isEmptying ? 'empty' : 'replace';
}
