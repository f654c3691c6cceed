/** The frame of every page for signed-in people. */
import { Outlet } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { SignInAgain } from "../session/SignInAgain.tsx"

export function SignedIn(): ReactNode {
  return (
    <>
      <Outlet />
      <SignInAgain />
    </>
  )
}
