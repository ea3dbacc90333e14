'use client';

import { useMemo } from 'react';
import { useWatch } from 'react-hook-form';
import { activationCompatibility } from '#lib/core/audience/activation/compatibility.ts';
import type { StringContext } from '#lib/core/audience/activation/string-builder.ts';
import { outputOf } from '../form/activation-values.ts';
import { scheduleInputOf } from '../schedule/schedule-values.ts';
import { useWizard } from '../wizard-context.ts';

/** How the edited output fits the connector. */
export function useCompatibility() {
  const { output, connector, start } = useWizard();
  const context = useStringContext();
  const { tables } = start;
  return useMemo(
    () => activationCompatibility(outputOf(output), { connector, tables, context }),
    [output, connector, tables, context],
  );
}

/** The values that built strings can use. Their time is when the page was opened, instead of the time of a run. */
export function useStringContext(): StringContext {
  const { start, form } = useWizard();
  const schedule: { readonly timezone?: string | undefined } | null = scheduleInputOf(
    useWatch({ control: form.control, name: 'schedule' }),
  );
  const timeZone = schedule?.timezone ?? 'UTC';
  const { segment, parentSegment, now } = start;
  return useMemo(
    () => ({ segment, audience: parentSegment.id, time: now, timeZone }),
    [segment, parentSegment.id, now, timeZone],
  );
}
