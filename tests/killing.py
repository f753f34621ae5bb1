"""A child that works until it is killed: what a crash at any moment leaves behind."""

import multiprocessing
import os
import signal
import time


def killed(work, argument, seconds):
    """Let a child do some endless work on an argument and kill it after so many seconds."""
    child = multiprocessing.get_context("fork").Process(target=work, args=(argument,))
    child.start()
    time.sleep(seconds)
    os.kill(child.pid, signal.SIGKILL)
    child.join()
