"""Tests in a real browser.

A package, so that its fixtures end with it: Playwright's event loop blocks nbclient's.
"""
