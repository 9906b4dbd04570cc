"""The script that Streamlit runs for each visit to the desk."""

if __name__ == "__main__":  # a solve runs in a process of its own, which loads this file again and needs no desk
    from planner.ui.serving.loading import load

    load()
    from planner.ui.main import main

    main()
