/** Where an export begins: the upload. */
export const NEW_EXPORT = '/exports/new';

/** The steps of an export, in order; each but the first stands under the upload's address. A new one is a line here. */
export const EXPORT_STEPS = ['upload', 'header', 'match', 'review', 'send'] as const;
export type ExportStep = (typeof EXPORT_STEPS)[number];

/** A file's own address: it leads to the step where its export stands. */
export function exportPath(upload: number): string {
  return `${NEW_EXPORT}/${upload}`;
}

export function stepPath(upload: number, step: ExportStep): string {
  return step === 'upload' ? NEW_EXPORT : `${exportPath(upload)}/${step}`;
}

/** The address of the step behind another. */
export function nextPath(upload: number, step: ExportStep): string {
  return stepPath(upload, EXPORT_STEPS[EXPORT_STEPS.indexOf(step) + 1] ?? step);
}

/** The address of the step before another. */
export function previousPath(upload: number, step: ExportStep): string {
  return stepPath(upload, EXPORT_STEPS[EXPORT_STEPS.indexOf(step) - 1] ?? step);
}

/** How files with known headers are matched. */
export const MAPPINGS = '/integrations/mappings';
