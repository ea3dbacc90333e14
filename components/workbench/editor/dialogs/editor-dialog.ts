export type EditorDialog = 'export' | 'schedule' | 'options' | 'delete';
