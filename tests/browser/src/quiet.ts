/** Says nothing but what went wrong: standard output is for the measurements. */
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter"

export default class Quiet implements Reporter {
  printsToStdio(): boolean {
    return true
  }

  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk)
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    for (const error of result.errors) process.stderr.write(`${test.title}: ${error.message ?? ""}\n`)
  }
}
