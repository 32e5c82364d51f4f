/** What Linux tells of a process in /proc; NaN where there is no /proc. */
import { readFileSync } from 'node:fs';

/** USER_HZ, in which proc_pid_stat(5) counts: 100 on every machine that Node runs on. */
const ticksPerSecond = 100;

/** Seconds of CPU that all threads of the process took so far, user and system together. */
export function cpuSeconds(pid: number): number {
  const stat = read(pid, 'stat');
  // The second field is the name in brackets, and may hold anything; utime and stime are the 14th and 15th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[14 - 3]) + Number(fields[15 - 3])) / ticksPerSecond;
}

/** Resident memory, in MB. */
export function residentMemory(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(read(pid, 'status'))?.[1]) / 1024;
}

function read(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return '';
  }
}
