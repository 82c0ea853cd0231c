// What scenarios keep in the pages that they drive.

interface Window {
  /** Queries whose results were shown. */
  shown: string[];
  /** Details of the events that were recorded. */
  records: { what: string; text: string }[];
  /** Whether an event was taken. */
  taken: boolean;
}
