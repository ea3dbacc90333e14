/** The steps of the dialog: choose an authentication, or create one in two steps; then configure the export. */
export type ExportDialogStep = 'existing' | 'credentials' | 'details' | 'configuration';
