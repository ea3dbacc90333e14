/** Where one is: an authentication is chosen or made, in one step or two; then the export is set up. */
export type ExportStep = 'existing' | 'credentials' | 'details' | 'configuration';
