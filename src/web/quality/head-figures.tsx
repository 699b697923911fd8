import { IconFlag3 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ProvenShare, QualityReport } from '../api/contract.ts';
import { useSpeech } from '../words/words.tsx';
import css from './head-figures.module.css';
import { listAddress } from './list-address.ts';
import { percentSaid, percentText } from './percent-text.ts';

/** The numbers a lead asks for, large, each with what proves it and a way to the documents behind it. */
export function HeadFigures({ report }: { report: QualityReport }) {
  const { words, language, formats } = useSpeech();
  const { quality } = words;
  const { alone, asked, share } = report.touchless;
  const { open, disputed, uncorrected } = report.checks;
  const since = report.since.slice(0, 10);
  return (
    <ul className={css.figures}>
      <Proven
        title={quality.classPrecision}
        proven={report.classPrecision}
        min={report.thresholds.classPrecisionMin}
        href={listAddress({ part: 'class', since })}
      />
      <Proven
        title={quality.customerPrecision}
        proven={report.customerPrecision}
        min={report.thresholds.customerPrecisionMin}
        href={listAddress({ part: 'customer', since })}
      />
      <Figure
        title={quality.touchless}
        value={share === null ? words.common.none : `${percentSaid(language, share)}`}
        href={listAddress({ of: 'decisions', since })}
      >
        {share === null
          ? quality.noDocuments
          : quality.touchlessOf(formats.number(alone), formats.number(alone + asked))}
      </Figure>
      <Figure
        title={quality.waitingChecks}
        value={formats.number(open + disputed)}
        href={listAddress({ state: disputed > 0 ? 'disputed' : 'open' })}
      >
        {disputed > 0 ? quality.disputed(disputed) : quality.noDisputed}
        {uncorrected > 0 && (
          <Link to={listAddress({ result: 'wrong' })} className={css.errors}>
            <IconFlag3 size="0.95rem" aria-hidden /> {quality.errorsOpen(uncorrected)}
          </Link>
        )}
      </Figure>
    </ul>
  );
}

function Proven({ title, proven, min, href }: { title: string; proven: ProvenShare; min: number; href: string }) {
  const { words, language } = useSpeech();
  const { quality } = words;
  const { share, from, to, checked } = proven;
  return (
    <Figure title={title} value={share === null ? words.common.none : `${percentSaid(language, share)}`} href={href}>
      <span title={quality.confidence}>
        {share === null
          ? quality.notChecked
          : quality.interval(percentText(language, from), percentText(language, to, 'up'), checked)}
      </span>
      <span>{quality.target(percentText(language, min))}</span>
    </Figure>
  );
}

function Figure({ title, value, href, children }: { title: string; value: string; href: string; children: ReactNode }) {
  return (
    <li className={css.figure}>
      <Link to={href} className={css.number}>
        <span className={css.title}>{title}</span>
        <span className={css.value}>{value}</span>
      </Link>
      <div className={css.proof}>{children}</div>
    </li>
  );
}
