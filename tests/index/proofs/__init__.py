"""The long proofs that nothing is lost: ``python -m tests.index.proofs`` runs them all.

Each is a program of its own and tells what it counted; ``RESULTS.md`` keeps what it told last.
"""
