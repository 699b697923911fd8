import type { Company } from '../../domain/company.ts';
import type { DocumentClass, LanguageCode } from '../../domain/document-class.ts';
import { dueAt } from '../deadlines/due-at.ts';

export interface Route {
  readonly queue: string;
  /** 0 (can wait) to 100 (now). */
  readonly priority: number;
  /** What an agent must be able to do, the language among it. */
  readonly skills: readonly string[];
  readonly dueAt: Date;
  readonly deadlineKind: 'statutory' | 'contractual';
}

/** Where a document of this class goes, for whom, and until when. Everything comes from the class's configuration. */
export function decideRoute(
  documentClass: DocumentClass,
  document: { readonly language: LanguageCode; readonly receivedAt: Date },
  company: Company,
): Route {
  // Nobody has the skill "language unknown"; whoever works in Germany reads German best.
  const language = document.language === 'und' ? 'de' : document.language;
  return {
    queue: documentClass.queue,
    priority: Math.min(100, Math.max(0, Math.round(documentClass.priority))),
    skills: [...new Set([...documentClass.skills, language])],
    dueAt: dueAt(documentClass.deadline, document.receivedAt, company),
    deadlineKind: documentClass.deadline.kind,
  };
}
