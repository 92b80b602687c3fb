import type { DesiredState } from "@gitlab-job-token-scope/desired-state";
import type { ProjectReference } from "@gitlab-job-token-scope/facade";
import type { Subject } from "./subject.js";

/** Passes subjects on to a function of desired-state, and finds the subject of each of its results. */
export class Pending {
  readonly #subjects: AsyncIterable<Subject>;
  readonly #pending = new Map<ProjectReference, Subject>();

  constructor(subjects: AsyncIterable<Subject>) {
    this.#subjects = subjects;
  }

  /** The desired states of the subjects. */
  async *states(): AsyncGenerator<DesiredState> {
    for await (const input of this.inputs()) if (typeof input === "object") yield input;
  }

  /** The desired state of each subject, or its reference where it has none. */
  async *inputs(): AsyncGenerator<DesiredState | ProjectReference> {
    for await (const subject of this.#subjects) {
      this.#pending.set(subject.reference, subject);
      yield subject.state ?? subject.reference;
    }
  }

  /** The subject that a result is about. */
  take(reference: ProjectReference): Subject {
    const subject = this.#pending.get(reference) ?? { reference };
    this.#pending.delete(reference);
    return subject;
  }
}
