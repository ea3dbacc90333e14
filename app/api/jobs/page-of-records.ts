/** Records on a page: as many as a person looks through without losing the place. */
export const RECORDS_A_PAGE = 50;
