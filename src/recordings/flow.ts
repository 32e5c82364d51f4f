import type { PageFacts } from './page-facts.ts';

/** A request that the store sent to the app while a step ran. */
export interface RecordedCallback {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** One step of a recorded flow: a request of the merchant's browser, and the page that came. */
export interface FlowStep {
  readonly at: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly body?: string | null;
    /** Whether the browser had a session cookie once the step was over. */
    readonly loggedIn?: boolean;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string | readonly string[]>>;
    readonly page?: PageFacts;
  };
  readonly callbacks?: readonly RecordedCallback[];
}

/** A recorded scenario of the key-granting flow. */
export interface Flow {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly FlowStep[];
}

/** Whether a scenario is a flow: its answers are pages, its nonces and cookies are made anew each time. */
export function isFlow(scenario: { readonly steps: readonly { readonly response: object }[] }): boolean {
  return scenario.steps.some(step => 'page' in step.response);
}
