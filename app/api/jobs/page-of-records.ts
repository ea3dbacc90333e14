export const RECORDS_A_PAGE = 50;
