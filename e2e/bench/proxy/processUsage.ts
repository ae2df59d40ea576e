/** CPU and memory of processes, as Linux counts them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'

type Processes = { pids: () => number[] }

/** A process and its children: nginx works in its children. */
export function processTree(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`
  const children = existsSync(file) ? readFileSync(file, 'utf8').split(' ').filter(Boolean).map(Number) : []
  return [pid, ...children]
}

/** CPU time of all threads, in µs. Linux counts it in ns. */
export function cpuMicroseconds({ pids }: Processes): number {
  return pids()
    .flatMap((pid) => readdirSync(`/proc/${pid}/task`).map((task) => `/proc/${pid}/task/${task}/schedstat`))
    .map((file) => Number(readFileSync(file, 'utf8').split(' ')[0]) / 1000)
    .reduce((sum, each) => sum + each, 0)
}

/** Resident memory, in MB. */
export function residentMegabytes({ pids }: Processes): number {
  return pids()
    .map((pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024)
    .reduce((sum, each) => sum + each, 0)
}
