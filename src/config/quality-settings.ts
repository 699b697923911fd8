import { count, decimal, section } from './setting.ts';

export const qualitySettings = section(
  'Quality control: what was decided without a person is checked by samples, blind.',
  {
    samplePercent: decimal({
      doc: 'Share of the documents decided alone that is drawn for a check.',
      env: 'MAILROOM_QUALITY_SAMPLE_PERCENT',
      fallback: 1,
      from: 0,
      to: 100,
    }),
    sampleMinimumPerDay: count({
      doc: 'At least so many a day are drawn of each class, on every day with half of the usual post.',
      env: 'MAILROOM_QUALITY_SAMPLE_MINIMUM_PER_DAY',
      fallback: 1,
      from: 0,
      to: 1000,
    }),
    classPercentMin: decimal({
      doc: 'An alarm is raised when it is proved (95 % confidence) that fewer of the classes decided alone are right.',
      env: 'MAILROOM_QUALITY_CLASS_PERCENT_MIN',
      fallback: 99,
      from: 0,
      to: 100,
    }),
    customerPercentMin: decimal({
      doc: 'The same for customers.',
      env: 'MAILROOM_QUALITY_CUSTOMER_PERCENT_MIN',
      fallback: 99.9,
      from: 0,
      to: 100,
    }),
    driftMax: decimal({
      doc: 'Population stability index from which on the post counts as another one than the model was chosen for. 0.1 is a shift to watch, 0.25 a large one.',
      env: 'MAILROOM_QUALITY_DRIFT_MAX',
      fallback: 0.25,
      from: 0.01,
      to: 10,
    }),
    driftDocumentsMin: count({
      doc: 'Drift of fewer documents raises no alarm.',
      env: 'MAILROOM_QUALITY_DRIFT_DOCUMENTS_MIN',
      fallback: 200,
      from: 10,
      to: 1_000_000,
    }),
    driftReferenceDays: count({
      doc: 'The first days of a model, against which later post is compared.',
      env: 'MAILROOM_QUALITY_DRIFT_REFERENCE_DAYS',
      fallback: 14,
      from: 1,
      to: 365,
    }),
    driftRecentDays: count({
      doc: 'The last days that are compared with them.',
      env: 'MAILROOM_QUALITY_DRIFT_RECENT_DAYS',
      fallback: 7,
      from: 1,
      to: 90,
    }),
  },
);
