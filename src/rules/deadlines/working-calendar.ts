import type { Company } from '../../domain/company.ts';
import { holidaysOf } from './holidays.ts';
import { addDays, type LocalDate, weekdayOf } from './local-time.ts';

/** Which days the company works: Monday to Friday without public holidays and its own days off. */
export interface WorkingCalendar {
  isWorkingDay(date: LocalDate): boolean;
  /** The `count`th working day after `date`; `date` itself is not counted (§ 187 Abs. 1 BGB). */
  workingDaysAfter(date: LocalDate, count: number): LocalDate;
  /** `date`, or the next working day when it is none (§ 193 BGB; Saturdays are none either). */
  workingDayFrom(date: LocalDate): LocalDate;
}

export function createWorkingCalendar(company: Pick<Company, 'state' | 'daysOff'>): WorkingCalendar {
  const daysOff = new Set(company.daysOff);
  const holidaysByYear = new Map<number, ReadonlySet<LocalDate>>();

  const isHoliday = (date: LocalDate): boolean => {
    if (company.state === null) return false;
    const year = Number(date.slice(0, 4));
    const ofYear = holidaysByYear.get(year) ?? holidaysOf(year, company.state);
    holidaysByYear.set(year, ofYear);
    return ofYear.has(date);
  };

  const isWorkingDay = (date: LocalDate): boolean => {
    const weekday = weekdayOf(date);
    return weekday !== 0 && weekday !== 6 && !daysOff.has(date) && !isHoliday(date);
  };

  const workingDayFrom = (date: LocalDate): LocalDate => {
    let day = date;
    // A year without a working day is a mistake in `daysOff`; the search must still end.
    for (let step = 0; step < 366 && !isWorkingDay(day); step += 1) day = addDays(day, 1);
    return day;
  };

  return {
    isWorkingDay,
    workingDayFrom,
    workingDaysAfter(date, count) {
      let day = date;
      for (let counted = 0; counted < count; counted += 1) day = workingDayFrom(addDays(day, 1));
      return count > 0 ? day : workingDayFrom(day);
    },
  };
}
