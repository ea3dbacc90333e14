import { cache } from 'react';
import type { WizardStart } from '#components/audience/activation-wizard/wizard-start.ts';
import { viewActivationWizard } from '#lib/commands/audience/activation-wizard.ts';
import { loadOrNotFound } from '#lib/web/run-command.ts';
import { loadSegment, type SegmentParams } from '../../load-segment.ts';

/** Loads once per request, for the title and the page. */
const loadOnce = cache((segment: number, activation: string | undefined) =>
  loadOrNotFound(viewActivationWizard, { segment, activation }),
);

/** What the wizard of a segment starts with; a 404 page if the segment does not have the activation. */
export async function loadWizard(
  params: SegmentParams,
  use: WizardStart['use'],
  activation?: string,
): Promise<WizardStart> {
  const { id, name } = await loadSegment(params);
  const loaded = await loadOnce(id, activation);
  return { ...loaded, segment: { id, name }, use, now: Math.floor(Date.now() / 1000) };
}
