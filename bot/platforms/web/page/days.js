// Days and times as people read them. The server gives local time ("2023-07-03T08:25+08:00"): it is read as it
// stands, because the office's wall clock counts and not the reader's.

import { word } from "./dom.js";

export const dayOf = (at) => at.slice(0, 10);
export const timeOf = (at) => at.slice(11, 16);

const DAY = 86_400_000;
const asDate = (day) => new Date(`${day}T00:00:00Z`);

function format(day, options) {
  return new Intl.DateTimeFormat(word("language"), { ...options, timeZone: "UTC" }).format(asDate(day));
}

/** "Today", "yesterday" or the date; with the year when it is another one than now. */
export function dayLabel(day, now) {
  const today = dayOf(now);
  const distance = Math.round((asDate(today) - asDate(day)) / DAY);
  const date = format(day, { month: "long", day: "numeric", weekday: "short" });
  if (distance === 0) return `${word("today")} ${date}`;
  if (distance === 1) return `${word("yesterday")} ${date}`;
  return day.slice(0, 4) === today.slice(0, 4) ? date : fullDate(day);
}

export const fullDate = (day) =>
  format(day, { year: "numeric", month: "long", day: "numeric", weekday: "short" });
