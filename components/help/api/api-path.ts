export const API_HELP = '/help/api';
