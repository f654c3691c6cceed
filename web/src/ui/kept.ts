/** State of a form that survives a reload of its tab, so that nothing typed is lost. */
import { useCallback, useState } from "react"

export function useKept<Value>(key: string, initial: Value): [Value, (value: Value) => void, () => void] {
  const place = `loggist.form.${key}`
  const [value, setValue] = useState<Value>(() => {
    try {
      const kept = sessionStorage.getItem(place)
      return kept === null ? initial : (JSON.parse(kept) as Value)
    } catch {
      return initial
    }
  })
  const set = useCallback((next: Value) => {
    setValue(next)
    try {
      sessionStorage.setItem(place, JSON.stringify(next))
    } catch {
      // The form still works; a reload loses it.
    }
  }, [place])
  const drop = useCallback(() => {
    try {
      sessionStorage.removeItem(place)
    } catch {
      // There is nothing kept.
    }
  }, [place])
  return [value, set, drop]
}
