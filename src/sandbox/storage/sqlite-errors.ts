import { isRecord } from '../../shared/is-record.ts';

/** SQLITE_BUSY. */
const busyCode = 5;

/** Whether SQLite has refused because of another process. */
export function isBusy(error: unknown): boolean {
  // The lower 8 bits are the primary result code.
  return isRecord(error) && (Number(error['errcode']) & 0xff) === busyCode;
}
